with open("meters.csv", "w") as file:
    file.write("meter,tariff\n")
    for n in range(48):
        file.write(f"m{n},{20 + n % 3}\n")
    file.write("m7,50\n")
