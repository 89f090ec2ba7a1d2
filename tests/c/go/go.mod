module nextfire

go 1.19
